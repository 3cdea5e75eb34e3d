import Fanout
import Foundation
import TestSupport
import Testing
import WebhookSender

/// Not judged, since a debug build on a shared machine says little: printed, when asked for.
@Suite("Speed", .enabled(if: ProcessInfo.processInfo.environment["SENDER_SPEED"] != nil))
struct SpeedTests {
    @Test func `deliveries a second to a receiver on loopback`() throws {
        let receiver = try ScriptedReceiver(keepsRequests: false) { _ in [.respond(204)] }
        let hostile = try ScriptedReceiver(keepsRequests: false) { _ in [.hang] }
        defer {
            receiver.close()
            hostile.close()
        }
        let headers = ["content-type", "webhook-id", "webhook-timestamp", "webhook-signature"]
            .map { HeaderField($0, "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=") }
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 1_500)
        for hanging: UInt64 in [0, 500] {
            let sender = try #require(CurlSender(.loopback))
            for number in 0..<hanging {
                let url = hostile.url()
                sender.submit(.webhook(1_000_000 + number, url, timeout: .seconds(60)))
            }
            let start = ContinuousClock.now
            var (begun, ended) = (UInt64(0), UInt64(0))
            while ended < 20_000 {
                while begun - ended < 64, begun < 20_000 {
                    begun += 1
                    sender.submit(
                        .webhook(begun, receiver.url(), headers: headers, body: body)
                    )
                }
                let results = sender.completed(wait: .seconds(1))
                ended += UInt64(results.count { $0.status == 204 })
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            print("deliveries a second beside \(hanging) that hang: \(Int(20_000 / seconds))")
        }
    }
}

import Foundation

/// Lines of a file or of standard input, however large.
enum InputLines {
    private static let chunk = 1 << 20

    static func read(_ path: String, _ body: ([UInt8]) -> Void) throws {
        let file: FileHandle
        if path == "-" {
            file = .standardInput
        } else if let opened = FileHandle(forReadingAtPath: path) {
            file = opened
        } else {
            Terminal.tell("cannot read \(path)")
            throw ExitStatus.badInput
        }
        var rest: [UInt8] = []
        do {
            while let data = try file.read(upToCount: chunk), !data.isEmpty {
                var start = 0
                let bytes = rest + data
                while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
                    body(Array(bytes[start..<end]))
                    start = end + 1
                }
                rest = Array(bytes[start...])
            }
        } catch {
            Terminal.tell("cannot read \(path)")
            throw ExitStatus.badInput
        }
        if !rest.isEmpty { body(rest) }
    }
}

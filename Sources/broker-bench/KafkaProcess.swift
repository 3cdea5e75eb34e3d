import Foundation

/// The processes that serve a Kafka address on this machine, found by the port they were given.
struct KafkaProcess {
    private let statistics: [String]

    init(address: String) {
        let port = address.split(separator: ":").last.map(String.init) ?? ""
        let files = FileManager.default
        let processes = (try? files.contentsOfDirectory(atPath: "/proc")) ?? []
        statistics = processes.filter { Int($0) != nil }.compactMap { process in
            let words = files.contents(atPath: "/proc/\(process)/cmdline")?.split(separator: 0)
            let texts = words?.map { String(decoding: $0, as: UTF8.self) } ?? []
            guard let option = texts.firstIndex(of: "--kafka-port"),
                texts.indices.contains(option + 1), texts[option + 1] == port
            else { return nil }
            return "/proc/\(process)/stat"
        }
    }

    /// Processor seconds so far.
    func seconds() -> Double {
        let ticks = statistics.reduce(0) { sum, path in
            let data = FileManager.default.contents(atPath: path) ?? Data()
            let text = String(decoding: data, as: UTF8.self)
            // The name, in parentheses, may hold anything; the fields after it are numbers.
            let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
            return sum + fields.dropFirst(12).prefix(2).reduce(0) { $0 + (Int($1) ?? 0) }
        }
        return Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}

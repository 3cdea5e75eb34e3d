import Foundation
import Messaging
import Parties

/// Files given on the command line.
enum InputFile {
    /// The bytes of a file, or of standard input for `-`.
    static func bytes(_ path: String) throws -> [UInt8] {
        do {
            let data =
                path == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data()
                : try Data(contentsOf: URL(filePath: path))
            return Array(data)
        } catch {
            Terminal.tell("cannot read \(path)")
            throw ExitStatus.badInput
        }
    }
}

enum SampleFile {
    static func read(_ path: String) throws -> Sample {
        guard let sample = Sample(try InputFile.bytes(path)) else {
            Terminal.tell("\(path) is not a sample: see deploy/samples")
            throw ExitStatus.badInput
        }
        return sample
    }

    static func records(_ path: String) throws -> [ProducedRecord] {
        try read(path).messages.map(\.record)
    }
}

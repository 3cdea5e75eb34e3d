import ArgumentParser
import Reports

extension Language: ExpressibleByArgument {}

struct LanguageOption: ParsableArguments {
    @Option(help: "The language: da or en.")
    var language: Language = .danish
}

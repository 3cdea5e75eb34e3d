/// The two texts a scraper may ask for.
package enum ExpositionFormat: CaseIterable, Sendable {
    /// Prometheus text, version 0.0.4.
    case prometheus
    /// OpenMetrics text, version 1.0.0.
    case openMetrics

    package var contentType: String {
        switch self {
        case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }

    /// What an `Accept` header prefers of the two; Prometheus text where it does not say.
    package static func negotiated(accept: String?) -> ExpositionFormat {
        var best = (format: ExpositionFormat.prometheus, quality: 0)
        for range in (accept ?? "").split(separator: ",") {
            let parts = range.split(separator: ";").map(Self.plain)
            guard let type = parts.first, let format = format(of: type, parts.dropFirst()) else {
                continue
            }
            let quality = quality(parts.dropFirst())
            if quality > best.quality { best = (format, quality) }
        }
        return best.format
    }

    private static func format(
        of type: String,
        _ parameters: ArraySlice<String>
    ) -> ExpositionFormat? {
        let version = parameters.first { $0.hasPrefix("version=") }?.dropFirst("version=".count)
        switch type {
        case "application/openmetrics-text":
            // 0.0.1 is the draft of what became 1.0.0, and read by the same parsers.
            return version == nil || ["1.0.0", "0.0.1"].contains(version) ? .openMetrics : nil
        case "text/plain", "text/*", "*/*":
            return version == nil || version == "0.0.4" ? .prometheus : nil
        default:
            return nil
        }
    }

    /// In thousandths, RFC 9110 section 12.4.2; what is none counts as refused.
    private static func quality(_ parameters: ArraySlice<String>) -> Int {
        guard let text = parameters.first(where: { $0.hasPrefix("q=") }) else { return 1_000 }
        guard let value = Double(text.dropFirst(2)), (0...1).contains(value) else { return 0 }
        return Int((value * 1_000).rounded())
    }

    private static func plain(_ part: Substring) -> String {
        part.filter { $0 != " " && $0 != "\t" && $0 != "\"" }.lowercased()
    }
}

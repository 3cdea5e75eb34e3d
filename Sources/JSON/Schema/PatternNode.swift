/// A regular expression as it was read.
indirect enum PatternNode {
    case characters(PatternClass)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// Nil is without end.
    case repeated(PatternNode, min: Int, max: Int?)
    /// `^`: nothing stands before.
    case start
    /// `$`: nothing follows.
    case end
}

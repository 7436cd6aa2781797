namespace HmmSpec.Conformance;

/// <summary>Something that a reader of the results should know.</summary>
/// <param name="Text">A sentence without its full stop.</param>
public sealed record ResultNote(string Text) : ResultLine;

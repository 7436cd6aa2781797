namespace HmmSpec.Spec;

/// <summary>A copy that an activity has made of a page, and not yet put in its place (NV-4).</summary>
/// <param name="Source">The page's frame, which holds the page until the copy takes its place.</param>
/// <param name="Destination">The frame with the copy.</param>
public readonly record struct PageCopy(Target Source, Target Destination);

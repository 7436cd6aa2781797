namespace HmmSpec.Spec;

/// <summary>The text form of ranges: <c>START+COUNT</c>.</summary>
public static class RangeText
{
    /// <summary>A range as text.</summary>
    public static string Format(PageRange range) => $"{range.Start}+{range.Count}";
}

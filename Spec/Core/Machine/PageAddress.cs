namespace HmmSpec.Spec;

/// <summary>A page of a process.</summary>
/// <param name="Process">The process.</param>
/// <param name="Page">The page.</param>
public readonly record struct PageAddress(int Process, int Page)
{
    /// <summary>No page.</summary>
    public static PageAddress None => new(-1, -1);
}

namespace HmmSpec.Spec;

/// <summary>Whom a mapping of a file shows its stores.</summary>
[Closed]
public enum Sharing
{
    /// <summary>MAP_PRIVATE: nobody; a page that is stored to becomes the process's own copy.</summary>
    Private,

    /// <summary>MAP_SHARED: all who map the file, and the file.</summary>
    Shared,
}

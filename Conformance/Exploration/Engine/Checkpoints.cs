namespace HmmSpec.Exploration;

/// <summary>Files of searches that were written down.</summary>
public static class Checkpoints
{
    /// <summary>Why a search must not be written to a path, as the end of a sentence; null if it may.</summary>
    public static string? Problem(string path)
    {
        string full = Path.GetFullPath(path);
        return Directory.Exists(full) ? "it is a folder"
            : !Directory.Exists(Path.GetDirectoryName(full)) ? "its folder does not exist"
            : File.Exists(full) && !CheckpointReader.IsCheckpoint(full)
                ? "a file that is no checkpoint stands there already"
            : null;
    }
}

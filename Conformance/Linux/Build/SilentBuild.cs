namespace HmmSpec.Linux;

/// <summary>Is told what is done and passes it on to nobody: for where the kernel is there, and the rest takes seconds.</summary>
public sealed class SilentBuild : IBuildProgress
{
    /// <inheritdoc/>
    public void Begin(string what) { }

    /// <inheritdoc/>
    public void At(double share) { }
}

namespace HmmSpec.Linux;

/// <summary>Is told how a build goes on.</summary>
public interface IBuildProgress
{
    /// <summary>Something is begun that takes a while.</summary>
    void Begin(string what);

    /// <summary>How much of it is done, from 0 to 1.</summary>
    void At(double share);
}

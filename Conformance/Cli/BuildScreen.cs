using HmmSpec.Linux;

namespace HmmSpec.Cli;

/// <summary>Shows how a build goes on: a line for each thing, and for what takes long one for each tenth of it.</summary>
/// <param name="screen">Where.</param>
internal sealed class BuildScreen(Screen screen) : IBuildProgress
{
    private const int Parts = 10;

    private int _shown;

    /// <inheritdoc/>
    public void Begin(string what)
    {
        _shown = 0;
        screen.Line(what);
    }

    /// <inheritdoc/>
    public void At(double share)
    {
        int part = (int)(share * Parts);
        if (part > _shown)
        {
            _shown = part;
            screen.Line($"  {part * (100 / Parts)} %");
        }
    }
}

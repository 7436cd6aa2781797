using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>Says what traces diverge in as it is found, and keeps replay files of the first ones.</summary>
/// <param name="folder">Where replay files are kept.</param>
/// <param name="screen">Where to write.</param>
internal sealed class TraceKeeping(FailureFolder folder, Screen screen)
{
    // A trace in which every run diverges must not fill a disk.
    private const int MostKept = 100;

    private readonly TraceReplay _replay = new(folder);
    private readonly List<KeptTrace> _kept = [];
    private readonly HashSet<string> _quoted = new(StringComparer.Ordinal);

    /// <summary>What was found, each with its replay file; of many only the first ones.</summary>
    public IReadOnlyList<KeptTrace> Kept => _kept;

    /// <summary>Says what was found, and keeps it.</summary>
    public void Keep(TraceFinding found)
    {
        if (_kept.Count == MostKept)
        {
            screen.Line(ValidateText.Headline(found));
            return;
        }

        string? file = null;
        string unkept = "";
        if (!found.IsWhole)
        {
            unkept = "the run is too long; cut the trace behind a reset";
        }
        else
        {
            try
            {
                file = _replay.Keep(found);
            }
            catch (Exception exception) when (FailureFolder.IsExpected(exception))
            {
                unkept = FailureFolder.Reason(exception);
            }
        }

        _kept.Add(new KeptTrace(found, file));
        ValidateText.Write(screen, found, isFirst: _quoted.Add(found.Finding.Divergence.Clause));
        ValidateText.WriteReplay(screen, file, unkept);
    }
}

using System.Text;

namespace HmmSpec.Conformance;

/// <summary>
/// Writes what a check does to a file while it does it, line by line. Each line is on disk before the check goes on, so
/// that of a run that is killed all is there that it had found.
/// </summary>
public sealed class ResultsWriter : ICheckObserver, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CheckPlan _plan;
    private readonly StreamWriter _file;
    private int _scenario;

    /// <summary>Begins a file; one that was there is replaced.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="plan">What is asked for.</param>
    /// <param name="tool">Name and version of the tool.</param>
    /// <param name="commandLine">The command line as it was given.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public ResultsWriter(string path, CheckPlan plan, string tool, string commandLine)
    {
        _plan = plan;
        _file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
        {
            NewLine = "\n",
            AutoFlush = true,
        };
        Write(ResultLines.Header(plan, tool, commandLine));
        if (plan.Baseline is { Note.Length: > 0 } baseline)
        {
            Write(new ResultNote(baseline.Note));
        }
    }

    /// <summary>Why not all could be written, in one sentence; null if it could.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public void KeptReplayed(KeptFailure kept) =>
        Write(new ResultKept(kept.File, kept.Word, IsListed: false, kept.Finding?.Divergence.Clause));

    /// <inheritdoc/>
    public void ListedReplayed(KeptFailure listed) =>
        Write(new ResultKept(listed.File, listed.Word, IsListed: true, listed.Finding?.Divergence.Clause));

    /// <inheritdoc/>
    public void ScenarioBegins(int number, int count) => _scenario = number;

    /// <inheritdoc/>
    public void ScenarioEnds(Scenario scenario, ScenarioVerdict verdict) =>
        Write(ResultLines.Scenario(_scenario, scenario, verdict));

    /// <inheritdoc/>
    public void ScenariosEnd(int count, IReadOnlyList<Failure> failures) { }

    /// <inheritdoc/>
    public void Diverged(Failure failure) => Write(ResultLines.Divergence(_plan, failure));

    /// <inheritdoc/>
    public void RandomBegins(ICheckEngine engine) =>
        engine.Progressed = progress =>
            Write(new ResultProgress(progress.Sequences, progress.Operations, progress.Known));

    /// <inheritdoc/>
    public void RandomEnds() { }

    /// <summary>Writes what it came to.</summary>
    public void End(CheckSummary summary, int exitCode)
    {
        foreach (EntryOutcome entry in summary.Entries)
        {
            Write(ResultLines.Entry(entry));
        }

        Write(ResultLines.Footer(summary, exitCode));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            Problem ??= FailureFolder.Reason(exception);
        }
    }

    // A disk that is full must not end the check; what else it finds is still told on the screen.
    private void Write(ResultLine line)
    {
        lock (_lock)
        {
            try
            {
                if (Problem is null)
                {
                    _file.WriteLine(line.Format());
                }
            }
            catch (Exception exception) when (FailureFolder.IsExpected(exception))
            {
                Problem = FailureFolder.Reason(exception);
            }
        }
    }
}

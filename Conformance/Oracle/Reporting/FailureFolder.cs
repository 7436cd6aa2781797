using HmmSpec.Data;
using HmmSpec.Properties;

namespace HmmSpec.Conformance;

/// <summary>The folder in which failures are kept. It is made when the first one is.</summary>
public sealed class FailureFolder
{
    private const int MostTries = 20;

    /// <summary>The folder at this path.</summary>
    public FailureFolder(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Why nothing can be written there, in one sentence; null if something can.</summary>
    public string? Problem()
    {
        try
        {
            Within(Probe);
            return null;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return $"Nothing can be written to {Path}: {Reason(exception)}";
        }
    }

    /// <summary>The failures that were kept and are not fixed, in the ordinal order of their names.</summary>
    public IReadOnlyList<string> Failures() =>
        Directory.Exists(Path)
            ?
            [
                .. Directory
                    .EnumerateFiles(Path, $"{ReplayFile.FailurePrefix}*{ReplayFile.Extension}")
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Writes the replay file of a finding; the path of the file.</summary>
    public string Keep(Finding finding, ulong seed, Sequence<string> comments) =>
        Keep(finding.Divergence.Clause, seed, ReplayFile.Of(finding, comments));

    /// <summary>Writes a scenario that shows how a clause is broken; the path of the file.</summary>
    public string Keep(string clause, ulong seed, Scenario scenario) =>
        Write(ReplayFile.NameOf(clause, seed), scenario);

    /// <summary>Writes a replay file that shows what is broken; the path of the file.</summary>
    /// <param name="replay">What shows it.</param>
    /// <param name="name">What it is of, as a part of the file's name.</param>
    public string Keep(Scenario replay, string name)
    {
        string clause = replay.Clauses.Count > 0 ? replay.Clauses[0] : "explore";
        return Write($"{ReplayFile.FailurePrefix}{clause}-{name}{ReplayFile.Extension}", replay);
    }

    /// <summary>Writes a run that was left undecided, which no later check takes for a failure; the path of the file.</summary>
    public string KeepUndecided(Scenario left, ulong seed) =>
        Write($"{ReplayFile.UndecidedPrefix}{seed:x16}{ReplayFile.Extension}", left);

    /// <summary>Renames the file of a failure that no longer diverges; its new path.</summary>
    public string MarkFixed(string failure)
    {
        string name = System.IO.Path.GetFileName(failure)[ReplayFile.FailurePrefix.Length..];
        string path = System.IO.Path.Combine(Path, ReplayFile.FixedPrefix + name);
        File.Move(failure, path, overwrite: true);
        return path;
    }

    /// <summary>Whether an exception says that the file system refused something.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>What the file system said, in one line that ends in a full stop.</summary>
    public static string Reason(Exception exception) => exception.Message.ReplaceLineEndings(" ").TrimEnd('.') + ".";

    private string Write(string name, Scenario scenario)
    {
        string path = System.IO.Path.Combine(Path, name);
        Within(() =>
        {
            Directory.CreateDirectory(Path);
            AtomicFile.Write(path, ScenarioWriter.Write(scenario));
        });
        return path;
    }

    // A folder that another run has made to try the same may go at any time, also while it is made here.
    private void Within(Action write)
    {
        for (int left = MostTries; ; left--)
        {
            try
            {
                write();
                return;
            }
            catch (IOException) when (left > 1 && !File.Exists(Path))
            {
                Thread.Sleep(MostTries - left);
            }
        }
    }

    private void Probe()
    {
        bool existed = Directory.Exists(Path);
        Directory.CreateDirectory(Path);
        string probe = System.IO.Path.Combine(Path, $".{Guid.NewGuid():N}.tmp");
        File.WriteAllText(probe, "");
        File.Delete(probe);
        if (!existed)
        {
            RemoveIfEmpty();
        }
    }

    // Another run may have kept something there already, or have removed it.
    private void RemoveIfEmpty()
    {
        try
        {
            Directory.Delete(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}

using System.Globalization;
using Xunit.Sdk;

namespace HmmSpec.Tests.Stryker.Platform;

/// <summary>
/// In which order the tests of a mutant run, and how long they may take: first those that killed the last mutants, which were
/// near it in the source, and then those that killed the most in the time that they took. Time is the processor's, so that a
/// machine with much else to do changes nothing.
/// </summary>
/// <param name="file">Keeps what is known, for the next process, or null.</param>
internal sealed class KillOrder(string? file)
{
    // A mutant is rarely slow; it is endless or as fast as the rest.
    private const int Patience = 10;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(30);

    // How many of the last that killed go first.
    private const int Remembered = 3;

    private readonly Dictionary<string, Record> _records = [];
    private readonly List<string> _last = [];

    /// <summary>After how much time of all its tests a mutant has survived (MUTATION_SECONDS).</summary>
    public static TimeSpan Enough { get; } =
        double.TryParse(
            Environment.GetEnvironmentVariable("MUTATION_SECONDS"),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double seconds
        )
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.MaxValue;

    public IReadOnlyList<IXunitTestCase> Of(IEnumerable<IXunitTestCase> tests) =>
        [
            .. tests
                .OrderByDescending(test => _last.IndexOf(test.UniqueID))
                .ThenByDescending(test =>
                    _records.TryGetValue(test.UniqueID, out Record record) ? record.Rate : double.MaxValue
                ),
        ];

    /// <summary>After how much time of the processor a test is taken for one that never ends.</summary>
    public TimeSpan Limit(string id) =>
        _records.TryGetValue(id, out Record record)
            ? Least + (Patience * TimeSpan.FromSeconds(record.Seconds))
            : Unknown;

    public void Ran(string id, TimeSpan time, bool killed)
    {
        Record record = _records.TryGetValue(id, out Record known) ? known : new Record(0, 0, double.MaxValue);
        // The shortest: the first runs also compile.
        double seconds = Math.Min(record.Seconds, Math.Max(time.TotalSeconds, 1e-6));
        _records[id] = new Record(record.Runs + 1, record.Kills + (killed ? 1 : 0), seconds);
        if (killed)
        {
            Killed(id);
        }
    }

    /// <summary>A mutant was killed by a test.</summary>
    public void Killed(string id)
    {
        _ = _last.Remove(id);
        _last.Add(id);
        if (_last.Count > Remembered)
        {
            _last.RemoveAt(0);
        }
    }

    public void Load()
    {
        if (!File.Exists(file))
        {
            return;
        }
        foreach (string[] words in File.ReadLines(file).Select(static line => line.Split(' ')))
        {
            _records[words[0]] = new Record(
                int.Parse(words[1], CultureInfo.InvariantCulture),
                int.Parse(words[2], CultureInfo.InvariantCulture),
                double.Parse(words[3], CultureInfo.InvariantCulture)
            );
        }
    }

    public void Save()
    {
        if (file is not null)
        {
            File.WriteAllLines(
                file,
                _records.Select(static known =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{known.Key} {known.Value.Runs} {known.Value.Kills} {known.Value.Seconds}"
                    )
                )
            );
        }
    }

    /// <summary>What an earlier run of Stryker left is about other tests.</summary>
    public void Forget()
    {
        _records.Clear();
        if (file is not null)
        {
            File.Delete(file);
        }
    }

    private readonly record struct Record(int Runs, int Kills, double Seconds)
    {
        // As if it had killed some before: where few mutants are, only some tests see them, and what is fast is tried there too.
        public double Rate => (Kills + 10.0) / (Runs + 20) / Seconds;
    }
}

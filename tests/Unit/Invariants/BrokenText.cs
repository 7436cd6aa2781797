using System.Text;
using System.Text.RegularExpressions;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>
/// The text of what the neighbours of a good state break: each sentence that an invariant has, the first time that it is said,
/// numbers aside; and how often each is broken.
/// </summary>
internal sealed partial class BrokenText
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _said = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _changes;

    /// <summary>Adds lines.</summary>
    public void Add(string lines) => _text.Append(lines);

    /// <summary>Adds what a neighbour breaks: what each that is asked answers.</summary>
    public void Add(string change, IEnumerable<(string Id, Func<Violation?> Check)> asked)
    {
        _changes++;
        string title = $"{change}\n";
        foreach ((string id, Func<Violation?> check) in asked)
        {
            if (Answer(check) is string broken)
            {
                _counts[id] = _counts.GetValueOrDefault(id) + 1;
                if (_said.Add(id + Number().Replace(broken, "#")))
                {
                    _text.Append(title).Append($"    {broken}\n");
                    title = "";
                }
            }
        }
    }

    /// <summary>The text.</summary>
    public override string ToString() =>
        _counts
            .Aggregate(
                new StringBuilder().Append(_text).Append($"\n{_changes} changes\n"),
                static (text, count) => text.Append($"{count.Key} broken by {count.Value}\n")
            )
            .ToString();

    // Of a number that names nothing nothing can be said.
    private static string? Answer(Func<Violation?> check)
    {
        try
        {
            return check()?.ToString();
        }
        catch (IndexOutOfRangeException)
        {
            return "a number names nothing";
        }
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}

using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The operations of a scenario that have begun, and of which the file has not said yet that they end.</summary>
internal sealed class OpenNames
{
    // Who can move, and who waits for whom, is looked at after every step.
    private const int MostOpen = 64;

    private readonly Dictionary<string, (int Line, int Column)> _open = new(StringComparer.Ordinal);

    /// <summary>What is still open, in the order of the lines that began it.</summary>
    internal IEnumerable<(int Line, TextError Error)> Forgotten =>
        from entry in _open
        orderby entry.Value.Line
        select (
            entry.Value.Line,
            new TextError(
                entry.Value.Column,
                $"\"{entry.Key}\" begins here and is still open at the end of the file; "
                    + $"expected \"end {entry.Key}\" or \"leave {entry.Key}\" below."
            )
        );

    private string Expected =>
        _open.Count == 0
            ? "the name of an operation that has begun (none has)"
            : $"the name of an operation that has begun ({Spelling.List([.. _open.Keys])})";

    /// <summary>The name in a word that begins an operation.</summary>
    internal string Open(scoped TextWord word, int line, scoped ref TextCursor cursor)
    {
        string name = word.ToString();
        if (cursor.Error is null && _open.Count == MostOpen)
        {
            cursor = cursor.Fail(
                word.Column,
                $"{MostOpen} operations are open already, and no more can be: end or leave one."
            );
        }

        if (cursor.Error is null && !_open.TryAdd(name, (line, word.Column)))
        {
            cursor = cursor.Fail(
                word.Column,
                $"{word.Quote()} has begun in line {_open[name].Line} and is still open."
            );
        }

        return name;
    }

    /// <summary>Takes the name of an operation that is open.</summary>
    internal string Take(scoped ref TextCursor cursor)
    {
        TextWord word = cursor.TakeWord(Expected);
        string name = word.ToString();
        if (cursor.Error is null && !_open.ContainsKey(name))
        {
            cursor.Refuse(word, Expected, [.. _open.Keys]);
        }

        return name;
    }

    /// <summary>Takes the name of an operation that is open until here.</summary>
    internal string Close(scoped ref TextCursor cursor)
    {
        string name = Take(ref cursor);
        _open.Remove(name);
        return name;
    }
}

using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// Reads scenario files (<c>.hmm</c>): a line <c>hmmspec 1</c>; the header (<c>title</c>, <c>clause</c>, <c>source</c>,
/// <c>world</c>, <c>profile</c>, each of them as wanted); then operations, each with what is wanted of it behind
/// <c>-></c>, and <c>expect</c> lines about the state between them; and where operations take turns, <c>begin</c>,
/// <c>step</c>, <c>blocked</c>, <c>end</c> and <c>leave</c> lines. <c>#</c> begins a comment, but not in a title or a
/// source.
/// </summary>
public sealed class ScenarioReader
{
    private const int MostErrors = 100;

    private readonly string _path;
    private readonly string[] _lines;
    private readonly HeaderReader _header = new();
    private readonly List<ScenarioLine> _body = [];
    private readonly List<ScenarioError> _errors = [];
    private readonly OpenNames _names = new();

    // Comments and blank lines since the last line that says something.
    private List<string> _pending = [];

    private ScenarioReader(string text, string path)
    {
        _path = path;
        _lines = text.TrimStart('\uFEFF').Split('\n');
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What errors call the file.</param>
    public static ScenarioResult Read(string text, string path)
    {
        ScenarioReader reader = new(text, path);
        reader.ReadLines();
        return new ScenarioResult(reader._errors.Count == 0 ? reader.Build() : null, [.. reader._errors]);
    }

    private Scenario Build() =>
        _header.Build([.. _body]) with
        {
            Tail = [.. Trimmed(_pending, fromStart: _body.Count == 0)],
        };

    private void ReadLines()
    {
        TextError? error = _header.ReadVersion(_lines[0]);
        for (int index = 1; index < _lines.Length && error is null && _errors.Count < MostErrors; index++)
        {
            string line = _lines[index].Trim();
            if (line.Length == 0 || line.StartsWith('#'))
            {
                _pending.Add(line);
            }
            else if (ReadLine(_lines[index], index + 1) is TextError found)
            {
                _errors.Add(At(index + 1, found));
            }
        }

        if (error is not null)
        {
            _errors.Add(At(1, error));
        }
        else if (_errors.Count == 0)
        {
            _errors.AddRange(_names.Forgotten.Select(forgotten => At(forgotten.Line, forgotten.Error)));
        }
    }

    private ScenarioError At(int line, TextError error) => new(_path, line, error.Column, error.Message);

    private TextError? ReadLine(string line, int number)
    {
        TextCursor cursor = new(line);
        TextWord first = cursor.TakeWord("a line");
        string key = first.ToString();
        if (Header.Keys.Contains(key))
        {
            _header.Comments.AddRange(_pending.Where(comment => comment.Length > 0));
            _pending.Clear();
            return _body.Count > 0
                ? new TextError(first.Column, $"{first.Quote()} belongs into the header, above all operations.")
                : _header.Read(line);
        }

        int hash = line.IndexOf('#', StringComparison.Ordinal);
        string code = hash < 0 ? line : line[..hash];
        ScenarioLine? read;
        TextError? error;
        if (key == Header.Expect)
        {
            read = ReadExpect(code, out error);
        }
        else if (ConcurrentText.Keys.Contains(key))
        {
            read = ConcurrentText.Read(code, number, _names, out error);
        }
        else if (Verbs.All.Contains(key))
        {
            read = ReadOperation(code, out error);
        }
        else
        {
            cursor.Refuse(
                first,
                "an operation, expect, begin, step, blocked, end, leave or a word of the header",
                Header.All
            );
            return cursor.Error;
        }

        if (read is not null)
        {
            string comment = hash < 0 ? "" : line[(hash + 1)..].Trim();
            string[] leading = [.. Trimmed(_pending, fromStart: _body.Count == 0, toEnd: false)];
            _body.Add(read with { Number = number, Leading = [.. leading], Comment = comment });
            _pending = [];
        }

        return error;
    }

    private ExpectLine? ReadExpect(string code, out TextError? error)
    {
        TextCursor cursor = new(code);
        TextWord expect = cursor.TakeWord(Header.Expect);
        ExpectLine wanted = ExpectText.Read(ref cursor);
        if (cursor.Error is null && _header.HasWorld && Expectation.Stranger(_header.World, wanted) is string stranger)
        {
            cursor = cursor.Fail(expect.Column, stranger);
        }

        error = cursor.Error;
        return error is null ? wanted : null;
    }

    private static OperationLine? ReadOperation(string code, out TextError? error)
    {
        int arrow = code.IndexOf(Header.Arrow, StringComparison.Ordinal);
        int end = arrow < 0 ? code.Length : arrow;
        int rest = Math.Min(end + Header.Arrow.Length, code.Length);
        WantedOutcome? wanted = null;
        if (
            !OperationText.TryParse(code.AsSpan(0, end), out Operation? operation, out error)
            || (arrow >= 0 && !OutcomeText.TryParseWanted(code.AsSpan(rest), out wanted, out error))
        )
        {
            error = operation is null ? error : error?.Shift(rest);
            return null;
        }

        return new OperationLine(operation, wanted);
    }

    private static IEnumerable<string> Trimmed(List<string> lines, bool fromStart, bool toEnd = true)
    {
        int first = fromStart ? lines.FindIndex(line => line.Length > 0) : 0;
        int last = toEnd ? lines.FindLastIndex(line => line.Length > 0) : lines.Count - 1;
        return first < 0 ? [] : lines.Take(last + 1).Skip(first);
    }
}

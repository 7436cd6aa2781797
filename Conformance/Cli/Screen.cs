using Spectre.Console;

namespace HmmSpec.Cli;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Style">How a terminal shows it, such as <c>red</c>; empty for plain.</param>
internal readonly record struct Cell(string Text, string Style = "")
{
    public static implicit operator Cell(string text) => new(text);
}

/// <summary>A row of a table.</summary>
/// <param name="Cells">Its cells, from the left.</param>
internal sealed record Row(params IReadOnlyList<Cell> Cells)
{
    /// <summary>Whether a long cell makes its column wider.</summary>
    public bool SetsWidths { get; init; } = true;
}

/// <summary>
/// Where people read: a terminal with colours, frames and one line that is redrawn, or a pipe or file with plain lines.
/// </summary>
internal sealed class Screen
{
    private const string EraseLine = "\r\u001b[K";

    private readonly TextWriter _writer;
    private readonly Lazy<IAnsiConsole> _console;
    private readonly Lock _lock = new();
    private bool _hasStatus;

    public Screen(TextWriter writer, bool isTerminal, int width)
    {
        _writer = writer;
        Width = width;
        IsTerminal = isTerminal && Environment.GetEnvironmentVariable("TERM") != "dumb";
        _console = new Lazy<IAnsiConsole>(CreateConsole);
    }

    /// <summary>Whether lines can be redrawn.</summary>
    public bool IsTerminal { get; }

    /// <summary>How many columns there are.</summary>
    public int Width { get; }

    /// <summary>Writes a line.</summary>
    public void Line(string text = "", string style = "")
    {
        lock (_lock)
        {
            EraseStatus();
            if (IsTerminal && style.Length > 0)
            {
                _console.Value.Write(new Text(text, Style.Parse(style)));
                _writer.WriteLine();
            }
            else
            {
                _writer.WriteLine(text);
            }
        }
    }

    /// <summary>Writes a text in lines that fit, each of them indented.</summary>
    public void Paragraph(string text, int indent)
    {
        foreach (string line in Wrap(text, Math.Max(20, Width - indent)))
        {
            Line(new string(' ', indent) + line);
        }
    }

    /// <summary>Draws the line that is redrawn, or draws it away; only on a terminal.</summary>
    public void Status(string text)
    {
        lock (_lock)
        {
            if (IsTerminal)
            {
                EraseStatus();
                _writer.Write(text.Length < Width ? text : text[..(Width - 1)]);
                _writer.Flush();
                _hasStatus = text.Length > 0;
            }
        }
    }

    /// <summary>Writes a table: framed on a terminal, in aligned columns elsewhere.</summary>
    public void Table(IReadOnlyList<string> headers, IReadOnlyList<Row> rows)
    {
        if (!IsTerminal)
        {
            WriteAligned([new Row([.. headers.Select(header => new Cell(header))]), .. rows]);
            return;
        }

        Table table = new() { Border = TableBorder.Rounded };
        foreach (string header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header, new Style(decoration: Decoration.Bold))));
        }

        foreach (Row row in rows)
        {
            table.AddRow([.. row.Cells.Select(Render)]);
        }

        lock (_lock)
        {
            EraseStatus();
            _console.Value.Write(table);
        }
    }

    private void WriteAligned(List<Row> rows)
    {
        int[] widths = new int[rows.Max(row => row.Cells.Count)];
        foreach (Row row in rows.Where(row => row.SetsWidths))
        {
            for (int column = 0; column < row.Cells.Count; column++)
            {
                widths[column] = Math.Max(widths[column], row.Cells[column].Text.Length);
            }
        }

        foreach (Row row in rows)
        {
            Line(string.Join("  ", row.Cells.Select((cell, column) => cell.Text.PadRight(widths[column]))).TrimEnd());
        }
    }

    private static Text Render(Cell cell) =>
        new(cell.Text, cell.Style.Length == 0 ? Style.Plain : Style.Parse(cell.Style));

    private static IEnumerable<string> Wrap(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }

    private void EraseStatus()
    {
        if (_hasStatus)
        {
            _writer.Write(EraseLine);
            _hasStatus = false;
        }
    }

    private IAnsiConsole CreateConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(_writer),
            }
        );
        console.Profile.Width = Width;
        return console;
    }
}

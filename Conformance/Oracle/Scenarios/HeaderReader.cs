using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Reads the header of a scenario file.</summary>
internal sealed class HeaderReader
{
    private readonly List<string> _clauses = [];
    private string? _title;
    private string? _source;
    private World? _world;
    private Profile? _profile;

    /// <summary>The comments of the header so far.</summary>
    internal List<string> Comments { get; } = [];

    /// <summary>Whether the world is known: none was given, or a good one.</summary>
    internal bool HasWorld { get; private set; } = true;

    /// <summary>The world so far.</summary>
    internal World World => _world ?? World.Default;

    internal Scenario Build(Sequence<ScenarioLine> lines) =>
        new(_title ?? "", [.. _clauses], _source ?? "", World, _profile ?? Profile.Strict, lines)
        {
            Comments = [.. Comments],
        };

    /// <summary>Reads the first line of a file.</summary>
    internal TextError? ReadVersion(string line)
    {
        string expected = $"\"{Header.Magic} {Scenario.Version}\"";
        TextCursor cursor = new(KeepComment(line));
        TextWord magic = cursor.TakeWord(expected);
        if (magic.Text is not Header.Magic)
        {
            cursor.Refuse(magic, expected);
        }

        TextWord version = cursor.TakeWord(expected);
        if (version.Text.Trim('0').IsEmpty || version.Text.ContainsAnyExceptInRange('0', '9'))
        {
            cursor.Refuse(version, "a version number");
        }
        else if (!int.TryParse(version.Text, out int number) || number > Scenario.Version)
        {
            string message = $"this file needs {Header.Magic} {version.Text}; this tool reads up to {Scenario.Version}";
            cursor = cursor.Fail(version.Column, message);
        }

        cursor.TakeEnd();
        return cursor.Error;
    }

    /// <summary>Reads a line of the header.</summary>
    internal TextError? Read(string line)
    {
        TextCursor cursor = new(line);
        TextWord key = cursor.TakeWord("a word of the header");
        switch (key.Text)
        {
            case Header.Title:
                cursor.RefuseSecond(_title is not null, key, "the title");
                _title = TakeRest(ref cursor, "a title", line);
                return cursor.Error;
            case Header.Source:
                cursor.RefuseSecond(_source is not null, key, "the source");
                _source = TakeRest(ref cursor, "a source", line);
                return cursor.Error;
            default:
                return ReadFormal(line);
        }
    }

    /// <summary>The line without its comment, which is kept apart.</summary>
    private string KeepComment(string line)
    {
        int hash = line.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0)
        {
            Comments.Add(line[hash..].Trim());
        }

        return hash < 0 ? line : line[..hash];
    }

    private static string TakeRest(ref TextCursor cursor, string expected, string line)
    {
        int start = cursor.Next.Column - 1;
        cursor.TakeWord(expected);
        return line[Math.Min(start, line.Length)..].Trim();
    }

    private TextError? ReadFormal(string line)
    {
        string formal = KeepComment(line);
        TextCursor cursor = new(formal);
        TextWord key = cursor.TakeWord("a word of the header");
        switch (key.Text)
        {
            case Header.Clause:
                ReadClause(ref cursor);
                break;
            case Header.World:
                return ReadWorld(formal, key.Column);
            case Header.Profile:
                cursor.RefuseSecond(_profile is not null, key, "the profile");
                ReadProfile(ref cursor);
                break;
            default:
                cursor.Refuse(key, "a word of the header", Header.Keys);
                break;
        }

        cursor.TakeEnd();
        return cursor.Error;
    }

    private void ReadClause(ref TextCursor cursor)
    {
        TextWord word = cursor.TakeWord("a clause such as MIG-1");
        string id = word.ToString();
        cursor.RefuseSecond(_clauses.Contains(id), word, "a clause");
        if (Catalogue.Find(id) is null)
        {
            cursor.Refuse(word, "a clause of the catalogue", [.. Catalogue.All.Select(clause => clause.Id)]);
        }

        _clauses.Add(id);
    }

    private void ReadProfile(ref TextCursor cursor)
    {
        Sequence<string> names = [.. Profile.All.Select(profile => profile.Name)];
        string expected = $"a profile ({Spelling.List(names)})";
        TextWord word = cursor.TakeWord(expected);
        string name = word.ToString();
        _profile = Profile.All.FirstOrDefault(profile => profile.Name == name);
        if (_profile is null)
        {
            cursor.Refuse(word, expected, names);
        }
    }

    private TextError? ReadWorld(string line, int column)
    {
        int start = column - 1 + Header.World.Length;
        if (_world is not null)
        {
            return new TextError(column, "\"world\" gives the world a second time.");
        }

        if (!WorldText.TryParse(line.AsSpan(start), World.Default, out _world, out TextError? error))
        {
            HasWorld = false;
            return error.Shift(start);
        }

        (string? size, string? message) = WorldCheck.Find(_world);
        HasWorld = message is null;
        int named = line.IndexOf($" {size}=", StringComparison.Ordinal);
        return message is null ? null : new TextError(named < 0 ? column : named + 2, message);
    }
}

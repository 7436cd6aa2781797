using System.Globalization;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>Reads the parts of a line that all forms are made of.</summary>
public static class TextReading
{
    private const string Process = "a process such as p0";
    private const string Device = "a device such as d0";
    private const string File = "a file such as f0";
    private const string Range = "a range START+COUNT such as 0+4";
    private const string Value = "a value such as 17 or 0x11";

    /// <summary>Takes the next word; it is an error if there is none.</summary>
    public static TextWord TakeWord(this scoped ref TextCursor cursor, string expected)
    {
        TextWord word = cursor.Next;
        cursor = word.Text.IsEmpty
            ? cursor.Fail(word.Column, $"The line ends where {expected} was expected.")
            : cursor.Advance();
        return word;
    }

    /// <summary>Takes the next word if it is this one.</summary>
    public static bool TakeIf(this scoped ref TextCursor cursor, string word)
    {
        bool found = cursor.HasMore && cursor.Next.Text.SequenceEqual(word);
        cursor = found ? cursor.Advance() : cursor;
        return found;
    }

    /// <summary>Takes a process.</summary>
    public static int TakeProcess(this scoped ref TextCursor cursor) =>
        cursor.Numbered(cursor.TakeWord(Process), 'p', Process);

    /// <summary>Takes a device.</summary>
    public static int TakeDevice(this scoped ref TextCursor cursor) => cursor.ReadDevice(cursor.TakeWord(Device));

    /// <summary>Takes a file.</summary>
    public static int TakeFile(this scoped ref TextCursor cursor) => cursor.Numbered(cursor.TakeWord(File), 'f', File);

    /// <summary>Takes a range.</summary>
    public static PageRange TakeRange(this scoped ref TextCursor cursor)
    {
        TextWord word = cursor.TakeWord(Range);
        if (word.TrySplit('+', out TextWord start, out TextWord count) && IsWhole(start.Text) && IsWhole(count.Text))
        {
            return new PageRange(cursor.ReadNumber(start, Range), cursor.ReadNumber(count, Range));
        }

        cursor.Refuse(word, Range);
        return default;
    }

    /// <summary>Takes a whole number.</summary>
    public static int TakeNumber(this scoped ref TextCursor cursor, string expected) =>
        cursor.ReadNumber(cursor.TakeWord(expected), expected);

    /// <summary>Takes an unsigned value of 64 bits.</summary>
    public static ulong TakeValue(this scoped ref TextCursor cursor) => cursor.ReadValue(cursor.TakeWord(Value));

    /// <summary>Takes a word of a vocabulary.</summary>
    public static T TakeName<T>(this scoped ref TextCursor cursor, Vocabulary<T> vocabulary)
        where T : struct, Enum => cursor.ReadName(cursor.TakeWord(vocabulary.Expected), vocabulary);

    /// <summary>Takes <c>name=value</c>; of a word without <c>=</c> the value is empty, and its name is the word.</summary>
    public static void TakeField(
        this scoped ref TextCursor cursor,
        string expected,
        out TextWord name,
        out TextWord value
    )
    {
        TextWord word = cursor.TakeWord(expected);
        if (!word.TrySplit('=', out name, out value))
        {
            cursor.Refuse(word, expected);
        }
    }

    /// <summary>It is an error if there is a word more.</summary>
    public static void TakeEnd(this scoped ref TextCursor cursor)
    {
        if (cursor.HasMore)
        {
            cursor.Refuse(cursor.Next, "the end of the line");
        }
    }

    /// <summary>Reads a device out of a part of a word.</summary>
    public static int ReadDevice(this scoped ref TextCursor cursor, scoped TextWord word) =>
        cursor.Numbered(word, 'd', Device);

    /// <summary>Reads a whole number out of a part of a word.</summary>
    public static int ReadNumber(this scoped ref TextCursor cursor, scoped TextWord word, string expected)
    {
        if (!IsWhole(word.Text))
        {
            cursor.Refuse(word, expected);
        }
        else if (!int.TryParse(word.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            cursor.Refuse(word, $"a number from {int.MinValue} to {int.MaxValue}");
        }
        else
        {
            return number;
        }

        return 0;
    }

    /// <summary>Reads an unsigned value of 64 bits out of a part of a word.</summary>
    public static ulong ReadValue(this scoped ref TextCursor cursor, scoped TextWord word)
    {
        if (TryParseValue(word.Text, out ulong value))
        {
            return value;
        }

        cursor.Refuse(word, IsDigits(word.Text) ? $"a value of 64 bits, at most {ulong.MaxValue}," : Value);
        return 0;
    }

    /// <summary>Reads a word of a vocabulary out of a part of a word.</summary>
    public static T ReadName<T>(this scoped ref TextCursor cursor, scoped TextWord word, Vocabulary<T> vocabulary)
        where T : struct, Enum
    {
        if (!vocabulary.TryFind(word.Text, out T member))
        {
            cursor.Refuse(word, vocabulary.Expected, vocabulary.Words);
        }

        return member;
    }

    /// <summary>Reads values with commas between them.</summary>
    public static Sequence<ulong> ReadValues(this scoped ref TextCursor cursor, scoped TextWord word)
    {
        List<ulong> values = [];
        for (TextWord rest = word; !rest.Text.IsEmpty && cursor.Error is null; )
        {
            bool more = rest.TrySplit(',', out TextWord first, out TextWord others);
            rest = others;
            values.Add(cursor.ReadValue(first));
            cursor.RefuseIf(more && rest.Text.IsEmpty, rest, Value);
        }

        return [.. values];
    }

    /// <summary>Reads words of a vocabulary with commas between them.</summary>
    public static Sequence<T> ReadNames<T>(
        this scoped ref TextCursor cursor,
        scoped TextWord word,
        Vocabulary<T> vocabulary
    )
        where T : struct, Enum
    {
        List<T> members = [];
        for (TextWord rest = word; !rest.Text.IsEmpty && cursor.Error is null; )
        {
            bool more = rest.TrySplit(',', out TextWord first, out TextWord others);
            rest = others;
            members.Add(cursor.ReadName(first, vocabulary));
            cursor.RefuseIf(more && rest.Text.IsEmpty, rest, vocabulary.Expected);
        }

        return [.. members];
    }

    /// <summary>Says that a word is not what was expected there, and which of the candidates it may have meant.</summary>
    public static void Refuse(
        this scoped ref TextCursor cursor,
        scoped TextWord word,
        string expected,
        Sequence<string> candidates = default
    )
    {
        string found = word.Text.IsEmpty ? "Nothing" : word.Quote();
        string hint = Spelling.Nearest(word.Text, candidates) is string near ? $"; did you mean \"{near}\"?" : ".";
        cursor = cursor.Fail(word.Column, $"{found} stands where {expected} was expected{hint}");
    }

    /// <summary>Says that a part of a form was given before, if it was.</summary>
    public static void RefuseSecond(this scoped ref TextCursor cursor, bool given, scoped TextWord word, string what)
    {
        if (given)
        {
            cursor = cursor.Fail(word.Column, $"{word.Quote()} gives {what} a second time.");
        }
    }

    /// <summary>An unsigned value of 64 bits, decimal or with <c>0x</c> in front.</summary>
    public static bool TryParseValue(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        return text.StartsWith("0x", StringComparison.Ordinal)
            ? !text.Contains('\0') // which the framework lets pass at the end of a number
                && ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : IsDigits(text) && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static int Numbered(this scoped ref TextCursor cursor, scoped TextWord word, char letter, string expected)
    {
        if (word.Text.Length > 1 && word.Text[0] == letter && IsWhole(word.Text[1..]))
        {
            return cursor.ReadNumber(word.From(1), expected);
        }

        cursor.Refuse(word, expected);
        return 0;
    }

    private static void RefuseIf(this scoped ref TextCursor cursor, bool refused, scoped TextWord word, string expected)
    {
        if (refused)
        {
            cursor.Refuse(word, expected);
        }
    }

    private static bool IsWhole(ReadOnlySpan<char> text) => IsDigits(text.StartsWith('-') ? text[1..] : text);

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}

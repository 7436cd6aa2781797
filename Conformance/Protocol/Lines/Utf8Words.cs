using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>A vocabulary as it stands in lines: found and written without making a string.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class Utf8Words<T>
    where T : struct, Enum
{
    private const int LongestWord = 31;

    // What is longer even if each of its letters is escaped is none of the words.
    private const int LongestEscaped = 6 * LongestWord;

    // Words by their length and first letter: few of a vocabulary share both.
    private readonly (byte[] Word, T Member)[][] _byShape = new (byte[], T)[(LongestWord + 1) * 32][];
    private readonly FrozenDictionary<T, JsonEncodedText> _texts;

    internal Utf8Words(Vocabulary<T> vocabulary)
    {
        T[] members = Enum.GetValues<T>();
        Expected = vocabulary.Expected;
        _texts = members.ToFrozenDictionary(
            static member => member,
            member => JsonEncodedText.Encode(vocabulary.NameOf(member), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
        );
        foreach (T member in members)
        {
            byte[] word = Encoding.UTF8.GetBytes(vocabulary.NameOf(member));
            ref (byte[], T)[] alike = ref _byShape[ShapeOf(word)];
            alike = [.. alike ?? [], (word, member)];
        }
    }

    /// <summary>What a message says was expected.</summary>
    internal string Expected { get; }

    internal JsonEncodedText TextOf(T member) => _texts[member];

    /// <summary>The member for which the name or the string stands at which the reader is.</summary>
    internal bool TryFind(ref Utf8JsonReader json, out T member)
    {
        if (!json.ValueIsEscaped)
        {
            return TryFind(json.ValueSpan, out member);
        }

        member = default;
        Span<byte> unescaped = stackalloc byte[LongestEscaped];
        return json.ValueSpan.Length <= LongestEscaped && TryFind(unescaped[..json.CopyString(unescaped)], out member);
    }

    private static int ShapeOf(ReadOnlySpan<byte> word) => (word.Length << 5) | (word[0] & 31);

    private bool TryFind(ReadOnlySpan<byte> word, out T member)
    {
        member = default;
        if (word.Length is 0 or > LongestWord || _byShape[ShapeOf(word)] is not { } alike)
        {
            return false;
        }

        foreach ((byte[] known, T candidate) in alike)
        {
            if (word.SequenceEqual(known))
            {
                member = candidate;
                return true;
            }
        }

        return false;
    }
}

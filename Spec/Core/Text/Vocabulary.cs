using System.Collections.Frozen;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>The words for the members of an enumeration, the same in the text and the JSON form.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class Vocabulary<T>
    where T : struct, Enum
{
    private readonly Func<T, string> _name;
    private readonly FrozenDictionary<string, T> _members;

    /// <summary>The vocabulary of an enumeration.</summary>
    /// <param name="noun">What a word stands for, such as <c>rights</c>.</param>
    /// <param name="name">The word of each member.</param>
    public Vocabulary(string noun, Func<T, string> name)
    {
        _name = name;
        _members = Enum.GetValues<T>().ToFrozenDictionary(name, StringComparer.Ordinal);
        Words = [.. Enum.GetValues<T>().Select(name)];
        Expected = $"{noun} ({Spelling.List(Words)})";
    }

    /// <summary>All words, in the order of the members.</summary>
    public Sequence<string> Words { get; }

    /// <summary>What a message says was expected.</summary>
    public string Expected { get; }

    /// <summary>The word for a member.</summary>
    public string NameOf(T member) => _name(member);

    /// <summary>The member that a word stands for.</summary>
    public bool TryFind(ReadOnlySpan<char> word, out T member) =>
        _members.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out member);
}

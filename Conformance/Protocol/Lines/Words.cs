using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>All words of the protocol as they stand in lines.</summary>
internal static class Words
{
    internal static Utf8Words<Member> Members { get; } = new(new Vocabulary<Member>("a member", HyphenatedNameOf));

    internal static Utf8Words<LineType> LineTypes { get; } = new(new Vocabulary<LineType>("a type", HyphenatedNameOf));

    internal static Utf8Words<OperationKind> Operations { get; } = new(OperationKinds.Names);

    internal static Utf8Words<Protection> Protections { get; } = new(Names.Protections);

    internal static Utf8Words<Sharing> Sharings { get; } = new(Names.Sharings);

    internal static Utf8Words<DmaKind> DmaKinds { get; } = new(Names.DmaKinds);

    internal static Utf8Words<Spec.Request> Requests { get; } = new(Names.Requests);

    internal static Utf8Words<RemapFlags> RemapFlags { get; } = new(Names.RemapFlags);

    internal static Utf8Words<Advice> Advices { get; } = new(Names.Advices);

    internal static Utf8Words<PageResult> PageResults { get; } = new(Names.PageResults);

    internal static Utf8Words<Status> Statuses { get; } = new(Names.Statuses);

    internal static Utf8Words<EventKind> EventKinds { get; } = new(Names.EventKinds);

    internal static Utf8Words<EventPhase> EventPhases { get; } = new(Names.EventPhases);

    internal static Utf8Words<ObservationLevel> Levels { get; } = new(ProtocolNames.Levels);

    internal static Utf8Words<ObservedEntry> Entries { get; } = new(ProtocolNames.Entries);

    internal static Utf8Words<MirrorEntryKind> MirrorEntries { get; } = new(ProtocolNames.MirrorEntries);

    internal static Utf8Words<MemoryOrdering> Orderings { get; } = new(ProtocolNames.Orderings);

    /// <summary>The name of a member as a text.</summary>
    internal static string NameOf(Member member) => Members.TextOf(member).Value;

    private static string HyphenatedNameOf<T>(T member)
        where T : struct, Enum =>
        string.Concat(
            $"{member}".Select(
                static (letter, at) =>
                    at > 0 && char.IsUpper(letter)
                        ? $"-{char.ToLowerInvariant(letter)}"
                        : $"{char.ToLowerInvariant(letter)}"
            )
        );
}

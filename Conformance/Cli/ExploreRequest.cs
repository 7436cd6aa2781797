using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>What <c>explore</c> is asked for; what is not given is null.</summary>
internal sealed record ExploreRequest
{
    /// <summary>The model: <c>reference</c>, or a version of it with a defect.</summary>
    public required string Subject { get; init; }

    /// <summary>The name of the world; null for one that is made of the sizes.</summary>
    public string? World { get; init; }

    /// <summary>The sizes of the world.</summary>
    public required IReadOnlyList<(WorldSize Size, int? Value)> Sizes { get; init; }

    /// <summary>Of the core world: how many frames each device has.</summary>
    public int? Capacity { get; init; }

    /// <summary>What may change places.</summary>
    public required string Symmetry { get; init; }

    /// <summary>How many activities there are side by side.</summary>
    public int? Agents { get; init; }

    /// <summary>How many operations each of them takes.</summary>
    public int? Each { get; init; }

    /// <summary>How many values are stored.</summary>
    public int? Values { get; init; }

    /// <summary>How many pages a range has at most.</summary>
    public int? Longest { get; init; }

    /// <summary>The kinds of operation; none for all.</summary>
    public Sequence<OperationKind> Kinds { get; init; }

    /// <summary>A scenario file whose operations run first.</summary>
    public string? Setup { get; init; }

    /// <summary>The profile.</summary>
    public Profile? Profile { get; init; }

    /// <summary>Whether anything is given that makes a world.</summary>
    public bool MakesWorld =>
        Sizes.Any(static size => size.Value is not null)
        || Agents is not null
        || Each is not null
        || Values is not null
        || Longest is not null
        || Kinds.Count > 0
        || Setup is not null;

    /// <summary>A size that is given, or null.</summary>
    public int? SizeOf(string name) => Sizes.First(size => size.Size.Name == name).Value;
}

using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>A small world in which a machine is held against the reference, by every sequence of operations.</summary>
/// <param name="World">The sizes.</param>
/// <param name="Kinds">Which kinds of operation there are.</param>
/// <param name="Values">Stores are of the values from 1 to this one.</param>
/// <param name="Longest">How many pages a range has at most.</param>
public sealed record LockstepWorld(World World, Sequence<OperationKind> Kinds, int Values, int Longest)
{
    /// <summary>The profile.</summary>
    public Profile Profile { get; init; } = Profile.Strict;

    /// <summary>The operations: the alphabet of the world, and mirrors of a part of the address space with it.</summary>
    public Sequence<Operation> Operations =>
        [
            .. Alphabet.Of(World, Kinds.AsEnumerable(), Values, Longest),
            .. Kinds.Contains(OperationKind.Register) ? Alphabet.PartialMirrors(World, Longest) : [],
        ];
}

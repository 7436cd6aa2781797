using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>A node of the search for the shortest divergence, before it is expanded.</summary>
/// <param name="Number">Its number, in the order of discovery.</param>
/// <param name="Depth">How many operations lead to it.</param>
/// <param name="Key">What tells it from others.</param>
/// <param name="State">The reference's state.</param>
/// <param name="Flat">Memory as the programs see it.</param>
internal sealed record LockstepNode(int Number, int Depth, LockstepKey Key, State State, FlatMemory Flat);

/// <summary>What tells nodes apart.</summary>
/// <param name="Shown">
/// The fingerprint of what the machine shows. The reference's state has no part of its own: it was found equal to this,
/// up to names that nothing depends on.
/// </param>
/// <param name="Flat">The hash of flat memory.</param>
internal readonly record struct LockstepKey(UInt128 Shown, ulong Flat);

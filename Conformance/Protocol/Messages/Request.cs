using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>What hmmspec asks for in one line.</summary>
/// <param name="Id">Its number, from 1 on; the reply has the same.</param>
[Closed]
public abstract record Request(long Id)
{
    /// <summary>Once, first.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Protocol">The versions of the protocol that hmmspec speaks.</param>
    /// <param name="Tool">Who asks, and its version.</param>
    /// <param name="Specification">The revision of the specification.</param>
    public sealed record Hello(long Id, Sequence<int> Protocol, string Tool, string Specification) : Request(Id);

    /// <summary>Everything is to be as at the start of a run.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Profile">The profile to be followed.</param>
    /// <param name="World">How much of everything there is.</param>
    public sealed record Reset(long Id, Profile Profile, World World) : Request(Id);

    /// <summary>Operations are to be carried out one after another.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Level">How much is to be looked at after each.</param>
    /// <param name="Operations">The operations.</param>
    public sealed record Run(long Id, ObservationLevel Level, Sequence<Operation> Operations) : Request(Id);

    /// <summary>Two operations are to be carried out at the same time.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Pair">The operations, and where the first is held up.</param>
    public sealed record Race(long Id, PairRace Pair) : Request(Id);

    /// <summary>The state is to be shown when everything that was put off has been done.</summary>
    /// <param name="Id">Its number.</param>
    public sealed record Observe(long Id) : Request(Id);

    /// <summary>The last one.</summary>
    /// <param name="Id">Its number.</param>
    public sealed record Bye(long Id) : Request(Id);
}

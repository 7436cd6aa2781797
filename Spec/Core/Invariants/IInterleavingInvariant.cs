namespace HmmSpec.Spec;

/// <summary>An invariant of every state together with the activities that are in flight in it.</summary>
public interface IInterleavingInvariant : IInvariant
{
    /// <summary>The first place where it is broken, or null.</summary>
    Violation? Check(Interleaving interleaving);
}

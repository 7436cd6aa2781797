namespace HmmSpec.Spec;

/// <summary>An invariant of a state: of every one, or of every one in which nothing is in flight.</summary>
public interface IStateInvariant : IInvariant
{
    /// <summary>
    /// The first place where the state breaks it, or null. Any state can be given, however broken, if what it names by number is
    /// there.
    /// </summary>
    Violation? Check(State state);
}

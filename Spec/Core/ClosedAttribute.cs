namespace HmmSpec.Spec;

/// <summary>
/// Marks a hierarchy or an enumeration to which nothing can be added from outside: every switch over it names all its
/// members, and the analyzer (HMM004) says which are missing.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum, Inherited = false)]
public sealed class ClosedAttribute : Attribute;

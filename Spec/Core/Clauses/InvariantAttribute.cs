namespace HmmSpec.Spec;

/// <summary>Marks a class as an invariant.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InvariantAttribute(string id) : Attribute
{
    /// <summary>The id of the invariant, such as <c>INV-9</c>.</summary>
    public string Id { get; } = id;
}

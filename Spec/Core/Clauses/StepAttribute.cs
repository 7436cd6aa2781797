namespace HmmSpec.Spec;

/// <summary>Marks a method as one labelled step of an activity: what others can see between is before or after it.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class StepAttribute(string label) : Attribute
{
    /// <summary>The label of the step, in the kernel's words.</summary>
    public string Label { get; } = label;
}

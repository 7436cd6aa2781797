namespace HmmSpec.Spec;

/// <summary>Which step of which activity was taken; the label stands in the method's <see cref="StepAttribute"/>.</summary>
/// <param name="Activity">The class of the activity.</param>
/// <param name="Method">The method of that class.</param>
public readonly record struct StepName(Type? Activity, string Method);

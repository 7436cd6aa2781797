using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The text form of choices: <c>callback-order 1</c>.</summary>
public static class ChoiceText
{
    /// <summary>A choice as text.</summary>
    public static string Format(Choice choice) => $"{ConcurrentText.Choices.NameOf(choice.Kind)} {choice.Value}";
}

using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>An entry of a schedule: an agent takes one step.</summary>
/// <param name="Agent">Which agent, counted from 0.</param>
/// <param name="Choice">What it chooses where the step leaves a freedom.</param>
public readonly record struct Turn(int Agent, Choice Choice);

using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>One of the places in which faults are hunted.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="World">The sizes.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Comparison">How strictly the machine is compared; of steps it means nothing.</param>
public sealed record BankStage(string Name, World World, Profile Profile, Comparison Comparison);

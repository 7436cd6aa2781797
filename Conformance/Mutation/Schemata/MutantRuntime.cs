namespace HmmSpec.Mutation;

/// <summary>The source that is compiled together with mutants: which one is switched on, and what bounds its loops and arrays.</summary>
internal static class MutantRuntime
{
    /// <summary>The full name of the class.</summary>
    public const string Name = "global::HmmSpec.Mutants.Mutants";

    /// <summary>How many turns the loops of one operation may take; a machine as it should be takes some thousands.</summary>
    public const int MostTurns = 100_000;

    /// <summary>How long an array may be; those of a machine in the worlds that mutants are judged in have hundreds of elements.</summary>
    public const int MostElements = 1 << 20;

    /// <summary>Its text.</summary>
    public static string Text { get; } =
        $$"""
            namespace HmmSpec.Mutants;

            internal static class Mutants
            {
                // Not constants, so that what follows a condition is still reachable for the compiler.
                public static readonly bool Yes = true;
                public static readonly bool No = false;

                public static int Active;
                private static int s_turns;

                public static void Begin() => s_turns = 0;

                public static int Length(int length) =>
                    length <= {{MostElements}}
                        ? length
                        : throw new System.InvalidOperationException("It grows: an array of more than {{MostElements}} elements.");

                public static void Turn()
                {
                    if (++s_turns > {{MostTurns}})
                    {
                        throw new System.InvalidOperationException("It does not end: more than {{MostTurns}} turns of its loops.");
                    }
                }
            }
            """;
}

using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Sequences that are as long as the given one and may allow more to be removed.</summary>
internal static class Rearrangement
{
    /// <summary>With two processes or devices exchanged, or with a mapping made at once with the rights it gets later.</summary>
    public static IEnumerable<Sequence<Operation>> Of(World world, Sequence<Operation> operations)
    {
        for (int number = 1; number < world.Processes; number++)
        {
            int other = number;
            yield return Changed(operations, operation => Exchange(operation, 0, other, Rename.Process));
        }

        for (int number = 1; number < world.Devices; number++)
        {
            int other = number;
            yield return Changed(operations, operation => Exchange(operation, 0, other, Rename.Device));
        }

        foreach (
            Protection protection in operations
                .OfType<Protect>()
                .Select(static protect => protect.Protection)
                .Distinct()
        )
        {
            yield return Changed(
                operations,
                operation => operation is Map map ? map with { Protection = protection } : operation
            );
        }

        for (int index = 1; index < operations.Count; index++)
        {
            yield return operations.Set(index, operations[index - 1]).Set(index - 1, operations[index]);
        }
    }

    private static Sequence<Operation> Changed(Sequence<Operation> operations, Func<Operation, Operation> change) =>
        Sequence.Generate(operations.Count, index => change(operations[index]));

    private static Operation Exchange(
        Operation operation,
        int one,
        int other,
        Func<Operation, int, int, Operation> rename
    )
    {
        // No operation has this number, so that it can stand between.
        const int free = int.MinValue + 1;
        return rename(rename(rename(operation, one, free), other, one), free, other);
    }
}

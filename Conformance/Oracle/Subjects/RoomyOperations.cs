using System.Diagnostics.CodeAnalysis;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// Operations for a subject whose devices have memory or IOVAs without a limit: what is attached has as much as can be used.
/// </summary>
/// <param name="operations">Where the operations come from.</param>
/// <param name="world">The sizes.</param>
/// <param name="capabilities">What the subject limits.</param>
internal sealed class RoomyOperations(IOperationSource operations, World world, Capabilities capabilities)
    : IOperationSource
{
    /// <inheritdoc/>
    public bool TryNext([NotNullWhen(true)] out Operation? operation)
    {
        operation = operations.TryNext(out operation) ? Widen(operation, world, capabilities) : null;
        return operation is not null;
    }

    /// <summary>An operation as it is, but for an attach of less than the subject has. One that makes no sense stays so.</summary>
    public static Operation Widen(Operation operation, World world, Capabilities capabilities)
    {
        if (operation is not Attach attach)
        {
            return operation;
        }

        bool isMore = capabilities.DeviceFrames is null && IsUpTo(world.DeviceFrames, attach.Capacity);
        bool isWider =
            capabilities.IovaSlots is null && attach.Dma == DmaKind.Iommu && IsUpTo(world.IovaSlots, attach.Iovas);
        return attach with
        {
            Capacity = isMore ? world.DeviceFrames : attach.Capacity,
            Iovas = isWider ? world.IovaSlots : attach.Iovas,
        };
    }

    private static bool IsUpTo(int limit, int number) => number >= 0 && number <= limit;
}

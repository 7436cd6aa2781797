using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// Operations for a subject whose devices have memory or IOVAs without a limit: what is attached has as much as can be used.
/// </summary>
internal static class RoomyOperations
{
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

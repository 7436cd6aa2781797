using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>Says whether a subject can be reset as it is asked to be.</summary>
internal static class ResetCheck
{
    /// <summary>Why it cannot, in one sentence; null if it can.</summary>
    internal static string? Problem(Request.Reset reset, Capabilities capabilities)
    {
        if (WorldCheck.Problem(reset.World) is string impossible)
        {
            return impossible;
        }

        foreach (WorldSize size in WorldText.Sizes)
        {
            if (LimitOf(capabilities, size.Name) is int limit && size.Of(reset.World) > limit)
            {
                return $"The world has {size.Name}={size.Of(reset.World)}; this adapter has {limit} at most.";
            }
        }

        return capabilities.Profiles.Count == 0 || capabilities.Profiles.Contains(reset.Profile.Name)
            ? null
            : $"This adapter cannot follow the profile {reset.Profile.Name}.";
    }

    private static int? LimitOf(Capabilities capabilities, string size) =>
        size switch
        {
            "processes" => capabilities.Processes,
            "pages" => capabilities.Pages,
            "devices" => capabilities.Devices,
            "frames" => capabilities.Frames,
            "swap" => capabilities.SwapSlots,
            "device-frames" => capabilities.DeviceFrames,
            "iova" => capabilities.IovaSlots,
            "files" => capabilities.Files,
            "memory-files" => capabilities.MemoryFiles,
            "file-pages" => capabilities.FilePages,
            "pins" => capabilities.Pins,
            _ => throw new ArgumentOutOfRangeException(nameof(size), size, "A world has no such size."),
        };
}

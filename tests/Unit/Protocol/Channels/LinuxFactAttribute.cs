namespace HmmSpec.Tests.Protocol.Channels;

/// <summary>A test that needs the small programs of Linux, and its /proc.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Needs sh, cat, sleep, yes and /proc.";
}

namespace HmmSpec.Protocol;

/// <summary>Threads that wait for a subject. They never keep hmmspec alive, and need little stack.</summary>
internal static class ChannelThread
{
    private const int Stack = 256 * 1024;

    /// <summary>Starts one.</summary>
    public static Thread Start(string name, ThreadStart work)
    {
        Thread thread = new(work, Stack) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }
}

using HmmSpec.Protocol;

namespace HmmSpec.Benchmarks;

/// <summary>A peer of every check over the protocol: lines that were made before, and answers that are only waited for.</summary>
internal static class RawPipe
{
    /// <summary>Sends lines, and waits for as many; so many go ahead of the answer to the first of them.</summary>
    public static void Exchange(ILineChannel channel, IReadOnlyList<byte[]> lines, int ahead, TimeSpan deadline)
    {
        int received = 0;
        for (int sent = 0; sent < lines.Count; sent++)
        {
            Demand(channel.Send(lines[sent], deadline));
            if (sent - received >= ahead)
            {
                Demand(channel.Receive(deadline).Failure);
                received++;
            }
        }

        for (; received < lines.Count; received++)
        {
            Demand(channel.Receive(deadline).Failure);
        }
    }

    private static void Demand(ChannelFailure? failure)
    {
        if (failure is not null)
        {
            throw new InvalidOperationException($"The subject {failure.Words}.");
        }
    }
}

namespace HmmSpec.Subjects.Miniatures;

/// <summary>All miniatures, and the clauses that a report of each may name.</summary>
internal static class AllMiniatures
{
    public static IReadOnlyList<Miniature> List { get; } =
    [
        Miniature.Of<StaleMirrorAfterUnmap>("NTF-2", "MIR-12", "MIR-8", "FLT-5", "DMA-2"),
        Miniature.Of<WriteRightKeptInMirror>("NTF-2", "MIR-13", "MIR-8", "FLT-6"),
        Miniature.Of<WriteRightKeptInPageTable>("MAP-8", "CPU-4", "FLT-6", "FLT-8", "SNP-1"),
        Miniature.Of<WriteRightKeptInTlb>("MAP-6", "CON-1", "MAP-8", "CPU-4"),
        Miniature.Of<DevicePageStaysMapped>("MIG-14", "MIG-17", "MIG-11", "MIG-5", "RET-3"),
        Miniature.Of<OldValueComesBack>("RET-4", "MIG-14", "MIG-19", "CPU-1", "CPU-6", "MIR-8", "RET-5"),
        Miniature.Of<FrameLeaksAtUnmap>("MAP-4", "RCL-7", "CPU-7", "FLT-7", "RET-2", "RET-4"),
        Miniature.Of<DeviceFrameLeaksAtExit>("MAP-14", "RCL-7", "MAP-5", "MIG-9", "MIG-14"),
        Miniature.Of<ChildSeesStoreOfParent>("FRK-2", "FRK-6", "FRK-3", "CPU-1", "MIR-8", "FLT-8", "SNP-1"),
        Miniature.Of<ChildSeesStoreOfDevice>(
            "FLT-3",
            "FRK-6",
            "FLT-8",
            "FLT-12",
            "MIR-8",
            "CPU-1",
            "CPU-5",
            "CPU-6",
            "SNP-1"
        ),
        Miniature.Of<ForeignDevicePageIsOwn>("RET-6", "FLT-3", "CPU-8", "CPU-7", "DMA-2", "FLT-8", "SNP-1"),
        Miniature.Of<IovaUnmappedTwice>("DMA-3", "DMA-4", "DMA-2", "DMA-1", "MIG-10"),
        Miniature.Of<IovaNeverUnmapped>("DMA-3", "DMA-5", "DMA-2", "DMA-1", "FLT-8", "MIG-10"),
        Miniature.Of<WriteFaultEndsInEfault>("FLT-6"),
        Miniature.Of<FaultInHoleEndsInEinval>("FLT-5"),
        Miniature.Of<ProtectOfHoleEndsInEinval>("MAP-7"),
        Miniature.Of<DirtyLostOnReturn>("DRT-4", "RCL-1", "RCL-3", "CPU-1", "MIR-8"),
        Miniature.Of<DontNeedKeepsContent>("MAP-12", "MAP-5", "CPU-1", "MIR-8", "FLT-8"),
        Miniature.Of<SwapLosesContent>("RCL-1", "RCL-3", "CPU-1", "MIR-8"),
        Miniature.Of<TlbKeepsPageSwappedOut>("RCL-1", "CON-1", "RCL-3", "CPU-1", "CPU-7", "MIR-8", "RET-3"),
        Miniature.Of<RegisterForDeadProcess>("ERR-1"),
        Miniature.Of<FaultReportsWriteForReadOnly>("FLT-12", "FLT-8", "SNP-1"),
        Miniature.Of<SnapshotFaultsIn>("SNP-1"),
        Miniature.Of<SkippedReportedAsMigrated>("MIG-16", "MIG-9", "MIG-12", "MIG-14", "MIG-2"),
        Miniature.Of<DeviceLoadShifted>("MIR-11", "MIR-8"),
        Miniature.Of<ForkForgetsDevicePages>("FRK-3", "CPU-1", "MIR-8"),
        Miniature.Of<UnregisterKeepsIovas>("MIR-6", "DMA-5", "DMA-3", "DMA-2", "DMA-1", "MIR-8"),
        Miniature.Of<NotSilencedBeforeCopy>("MIG-8", "MIR-12", "MIR-15", "MIG-14", "MIR-8", "CPU-1", "DMA-2"),
        Miniature.Of<HoleMigratesWritable>("MIG-11", "FLT-10", "MIG-14", "MIR-8", "FLT-6", "FLT-8", "SNP-1"),
    ];
}

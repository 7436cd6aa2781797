using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>
/// The points at which a call of the driver can be held up, so that something else happens in between. They are put into the
/// driver's source when it is built, before anything else is changed in it, and do nothing unless the module's parameters say so.
/// </summary>
internal static class DriverDelays
{
    private const string Device = "dmirror_migrate_to_device";
    private const string System = "dmirror_migrate_to_system";
    private const string CpuFault = "dmirror_devmem_fault";
    private const string Exclusive = "dmirror_exclusive";
    private const string Invalidate = "dmirror_interval_invalidate";
    private const string Fault = "dmirror_range_fault";
    private const string Close = "dmirror_fops_release";
    private const string Evict = "dmirror_device_evict_chunk";
    private const string Evicted = "migrate_device_pages(src_pfns, dst_pfns, npages);";
    private const string Pages = "migrate_vma_pages(&args);";
    private const string Finalize = "migrate_vma_finalize(&args);";
    private const string Map = "tmp = kmap(page);";
    private const string Faulted = "cmd->faults++;";

    // What stands above all functions of the driver.
    private const string Top = "static const struct dev_pagemap_ops dmirror_devmem_ops;";

    private static readonly Sequence<DelayPoint> Points =
    [
        Before("invalidate-begun", Invalidate, "if (mmu_notifier_range_blockable(range))") with
        {
            Condition = "mmu_notifier_range_blockable(range)",
        },
        After("invalidate-numbered", Invalidate, "mmu_interval_set_seq(mni, cur_seq);") with
        {
            Condition = "mmu_notifier_range_blockable(range)",
        },
        After("invalidate-done", Invalidate, "mutex_unlock(&dmirror->mutex);") with
        {
            Condition = "mmu_notifier_range_blockable(range)",
        },
        Before("access-missed", "dmirror_fault", "if (!mmget_not_zero(mm))"),
        Before("fault-sampled", Fault, "mmap_read_lock(mm);"),
        Before("fault-walked", Fault, "mutex_lock(&dmirror->mutex);"),
        Before("fault-checked", Fault, "ret = dmirror_do_fault(dmirror, range);"),
        After("load-faulted", "dmirror_read", Faulted),
        After("store-faulted", "dmirror_write", Faulted),
        Before("load-found", "dmirror_do_read", Map),
        Before("store-found", "dmirror_do_write", Map),
        Before("migrate-collected", Device, "dmirror_migrate_alloc_and_copy(&args, dmirror);"),
        Before("migrate-copied", Device, Pages),
        After("migrate-replaced", Device, Pages),
        Before("migrate-entered", Device, Finalize),
        Before("return-collected", System, "dmirror_devmem_fault_alloc_and_copy(&args, dmirror);"),
        Before("return-copied", System, Pages),
        After("return-replaced", System, Pages),
        Before("cpu-fault-begun", CpuFault, "if (migrate_vma_setup(&args))"),
        Before("cpu-fault-collected", CpuFault, "ret = dmirror_devmem_fault_alloc_and_copy(&args, dmirror);"),
        Before("cpu-fault-copied", CpuFault, Pages),
        After("cpu-fault-replaced", CpuFault, Pages),
        Before("exclusive-marked", Exclusive, "if (ret == (next - addr) >> PAGE_SHIFT)"),
        Before("exclusive-entered", Exclusive, "for (i = 0; i < ret; i++) {"),
        Before("exclusive-unlocked", Exclusive, "ret = dmirror_bounce_init(&bounce, start, size);"),
        Before("close-begun", Close, "mmu_interval_notifier_remove(&dmirror->notifier);"),
        After("close-removed", Close, "mmu_interval_notifier_remove(&dmirror->notifier);"),
        Before("evict-collected", Evict, "for (i = 0; i < npages; i++) {"),
        Before("evict-copied", Evict, Evicted),
        After("evict-replaced", Evict, Evicted),
    ];

    /// <summary>The names of the points, in the order of their numbers.</summary>
    public static Sequence<string> Names { get; } = [.. Points.Select(static point => point.Name)];

    private static string Code =>
        $$"""
            /* Points at which a call is held up; delay_at says at which, from 1 on, and 0 at none. */
            static int delay_at;
            static int delay_milliseconds;
            static int delay_reached;
            static char *delay_points = "{{string.Join(",", Names.AsEnumerable())}}";
            static DECLARE_WAIT_QUEUE_HEAD(delay_queue);

            static int delay_set(const char *value, const struct kernel_param *param)
            {
            	int ret = param_set_int(value, param);

            	wake_up_all(&delay_queue);
            	return ret;
            }

            static const struct kernel_param_ops delay_ops = {
            	.set = delay_set,
            	.get = param_get_int,
            };
            module_param_cb(delay_at, &delay_ops, &delay_at, 0644);
            module_param(delay_milliseconds, int, 0644);
            module_param(delay_reached, int, 0644);
            module_param(delay_points, charp, 0444);

            /* The first that comes to the point waits until nobody is to be held there any more. */
            static void delay_point(int point)
            {
            	if (READ_ONCE(delay_at) != point || xchg(&delay_reached, 1))
            		return;
            	wait_event_timeout(delay_queue, READ_ONCE(delay_at) != point,
            			   msecs_to_jiffies(READ_ONCE(delay_milliseconds)));
            }


            """;

    /// <summary>The driver's source with the points.</summary>
    /// <exception cref="LinuxException">The source is not what they are for.</exception>
    public static string Apply(string source)
    {
        int top = source.IndexOf(Top, StringComparison.Ordinal);
        if (top < 0)
        {
            throw new LinuxException($"The driver's source is not as expected: it has no '{Top}'.");
        }

        string with = $"{source[..top]}{Code}{source[top..]}";
        for (int index = 0; index < Points.Count; index++)
        {
            with = Points[index].Rewrite(index + 1).Apply(with);
        }

        return with;
    }

    private static DelayPoint Before(string name, string function, string place) => new(name, function, place, true);

    private static DelayPoint After(string name, string function, string place) => new(name, function, place, false);

    /// <summary>A point.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Function">In which function it is.</param>
    /// <param name="Place">The statement, or its beginning, beside which it is; it stands in the function once.</param>
    /// <param name="IsBefore">Whether it is before that.</param>
    private sealed record DelayPoint(string Name, string Function, string Place, bool IsBefore)
    {
        /// <summary>When it can wait; null for always.</summary>
        public string? Condition { get; init; }

        public SourceRewrite Rewrite(int number)
        {
            string wait = Condition is null ? $"delay_point({number});" : $"if ({Condition}) delay_point({number});";
            return new SourceRewrite(Function, Place, IsBefore ? $"{wait}\n\t{Place}" : $"{Place}\n\t{wait}");
        }
    }
}

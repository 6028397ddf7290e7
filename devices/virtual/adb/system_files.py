"""What can be read of the phone's system: a few files under /proc, /sys and /system, as tools look for them."""

CPUS = 4
FREQUENCIES = ("cpuinfo_max_freq", "cpuinfo_min_freq", "scaling_cur_freq")
_CPU_LINE = "{0}  1204 312 980 402110 210 0 44 0 0 0\n"
FILES: dict[str, str] = {
    "/proc/version": "Linux version 6.1.75-android14-11 (build-user@build-host) #1 SMP PREEMPT\n",
    "/proc/uptime": "86400.00 340000.00\n",
    "/proc/loadavg": "0.10 0.10 0.10 1/512 4242\n",
    "/proc/stat": _CPU_LINE.format("cpu ")
    + "".join(_CPU_LINE.format(f"cpu{n}") for n in range(CPUS))
    + "intr 104857\nctxt 2097152\nbtime 1773045000\nprocesses 4242\nprocs_running 1\nprocs_blocked 0\n",
    "/proc/cpuinfo": "".join(
        f"processor\t: {n}\nvendor_id\t: GenuineIntel\nmodel name\t: Virtual CPU\ncpu MHz\t\t: 2400.000\n\n"
        for n in range(CPUS)
    )
    + "Hardware\t: Virtual Phone 1\n",
    "/dev/null": "",
    "/proc/meminfo": "MemTotal:        4026532 kB\nMemFree:         1204480 kB\nMemAvailable:    2457600 kB\n"
    "Buffers:           40960 kB\nCached:          1228800 kB\nSwapTotal:             0 kB\n"
    "SwapFree:              0 kB\n",
    "/proc/net/xt_qtaguid/stats": "",
    "/proc/mounts": "/dev/block/dm-0 / ext4 ro,seclabel,relatime 0 0\n/dev/block/dm-5 /data f2fs rw,seclabel 0 0\n"
    "/dev/fuse /storage/emulated fuse rw,nosuid,nodev,noexec 0 0\n",
    "/sys/class/power_supply/battery/capacity": "82\n",
    "/sys/class/thermal/thermal_zone0/temp": "34000\n",
    "/etc/hosts": "127.0.0.1       localhost\n::1             ip6-localhost\n",
    **{f"/sys/devices/system/cpu/cpu{n}/online": "1\n" for n in range(CPUS)},
    **{f"/sys/devices/system/cpu/cpu{n}/cpufreq/{name}": "2400000\n" for n in range(CPUS) for name in FREQUENCIES},
}

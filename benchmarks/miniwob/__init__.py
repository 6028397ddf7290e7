"""MiniWoB++ (Shi et al. 2017, Liu et al. 2018): web tasks that no policy here was made for, run on the web device."""

"""Hồ sơ khen thưởng: the merit report of each line, and what other offices say of a reward (hiệp y)."""

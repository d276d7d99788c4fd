"""The statutory form of the annual report (条例第五十条), as data.

Two forms are known: that of 国办公开办函〔2019〕60号 for the years 2019 and 2020, and that of
国办公开办函〔2021〕30号 since 2021.
"""
